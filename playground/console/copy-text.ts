/** @returns whether the browser allowed it: it may refuse, and a page without TLS has no clipboard at all. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** What the reader is told when it did not. */
export const notCopied = 'Copying was blocked by the browser. Select the text and copy it yourself.';
