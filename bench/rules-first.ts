import { analyse } from '../src/rules/analyse.js';
import { cpu } from './measure.js';
import { horizon, ruleSet, semantics } from './rule-sets.js';

// A process of its own, for `rules.ts`: what the first analysis of a page costs.
const set = ruleSet(40);
console.log(cpu(() => analyse(set, { horizon, semantics }), 1));
