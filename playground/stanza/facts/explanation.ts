/** What an error condition means, its usual cause and what to try: each one or two sentences of our own. */
export interface Explanation {
  /** The condition's element name. */
  readonly name: string;
  readonly summary: string;
  readonly why: string;
  readonly whatToTry: string;
}
