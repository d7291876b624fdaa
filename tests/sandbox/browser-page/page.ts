/** Hands the sandbox's door to the test, which drives it from outside. */
import * as sandbox from '../../../playground/sandbox/index.ts';

Object.assign(window, { sandbox });
document.title = 'Sandbox ready';
