/** What is wrong with one line of a zone block, in plain words. */
export class ZoneProblem extends Error {}
