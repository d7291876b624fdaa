/**
 * Reads what Prosody's admin shell answers. Prosody writes it itself, in one way (util.stanza): elements with text and without children, in
 * which `<`, `>`, `&` and quotes are always references. So a few expressions read it; nothing else may come this way.
 */
export interface ShellAnswer {
  /** `repl-output`, `repl-result`, … */
  readonly name: string;
  readonly isError: boolean;
  readonly text: string;
}

const ELEMENT = /<(repl-[a-z-]+)([^<>]*?)(?:\/>|>([^<>]*)<\/\1>)/g;
const references: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', apos: "'", quot: '"' };

/** Returns a reader: give it what arrives, in pieces; it returns the answers that are complete with it. */
export function readAnswers(): (bytes: Uint8Array) => readonly ShellAnswer[] {
  const decoder = new TextDecoder();
  let rest = '';
  return (bytes) => {
    rest += decoder.decode(bytes, { stream: true });
    const answers: ShellAnswer[] = [];
    let end = 0;
    for (const match of rest.matchAll(ELEMENT)) {
      const [whole, name = '', attributes = '', text = ''] = match;
      answers.push({ name, isError: /\stype=(['"])error\1/.test(attributes), text: withoutReferences(text) });
      end = match.index + whole.length;
    }
    rest = rest.slice(end);
    return answers;
  };
}

function withoutReferences(text: string): string {
  return text.replace(/&(\w+);/g, (reference, name) => references[name] ?? reference);
}
