// The test runner drives a browser that is already installed; `npm ci` must not try to download one.
module.exports = { skipDownload: true };
