/** A test: stanzas that are sent, and what has to come. */

export interface TestSend {
  readonly kind: 'send';
  /** A full address. */
  readonly as: string;
  readonly xml: string;
  /** The presence with which an account comes online, which is in no row. */
  readonly isGreeting?: boolean;
}

export interface TestReceive {
  readonly kind: 'receive';
  readonly as: string;
  /** `{any}` is any text; `{name}` catches text that must be the same from then on, and may be sent. '' with `nothing`. */
  readonly xml: string;
  /** Milliseconds in which nothing like it may come; absent: it must come. */
  readonly nothing?: number;
  /** Nothing may be there but what is written. */
  readonly exact?: boolean;
}

export type TestStep = TestSend | TestReceive;

export interface Test {
  readonly title: string;
  readonly steps: readonly TestStep[];
  /** How many stanzas came that the test does not ask for. */
  readonly unexpected?: number;
}

/** A test in another language, and what that language could not say. */
export interface Written {
  readonly text: string;
  readonly lost: readonly string[];
}
