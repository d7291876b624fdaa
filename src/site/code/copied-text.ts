/** What a copy button copies, read from the page when it is pressed: so it is what the reader sees, with the reader's own names. */

/** The lines of a block as they stand there; a line without anything is drawn as a line feed. */
function shownText(block: Element): string {
  const lines = [...block.querySelectorAll('figure .ec-line .code')];
  return lines.map((line) => (line.textContent ?? '').replace(/\n$/, '')).join('\n');
}

/**
 * A file or a change is copied whole, with the line feed at its end, without which `patch` refuses it.
 * @param asCommand the command that writes it, in the place of what it holds
 */
export function copiedText(block: Element, asCommand: boolean): string {
  const shown = shownText(block);
  // `sudo patch --fuzz=0 /etc/motd <<'END'`, and the lines that the change needs before its first one.
  const [command, ...before] = block.querySelector('.sb-command')?.textContent?.split('\n') ?? [];
  if (command === undefined) return shown;
  const content = [...before, ...(shown === '' ? [] : [shown])].map((line) => `${line}\n`).join('');
  return asCommand ? `${command}\n${content}${/<<'(.*)'$/.exec(command)?.[1]}\n` : content;
}
