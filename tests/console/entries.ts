import type { Text } from '../../playground/console/state/journal.ts';

/** A text on romeo's wire; the parts that a test is about are given. */
export function text(of: Partial<Text> & { text: string }): Text {
  return { account: 'romeo', direction: 'sent', at: 1000, ...of };
}
