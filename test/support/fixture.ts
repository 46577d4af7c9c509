/** The one file that imports @open-wc/testing, so that another runner can take its place. */
export { aTimeout, expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
