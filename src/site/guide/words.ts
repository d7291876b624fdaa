/** Numbers as a reader wants them. */

/** `0.3 s`, `12 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds - minutes * 60);
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** `22 November 2026` of an ISO date. */
export function day(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
}

/** `30 s`, `500 ms`: how long a page waits, as it was written. */
export function wait(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? duration(milliseconds).replace('.0 s', ' s') : `${milliseconds} ms`;
}

/** `256 MB` of bytes. */
export function bytes(count: number): string {
  const mega = count / 1_000_000;
  return mega < 10 ? `${mega.toFixed(1)} MB` : `${Math.round(mega)} MB`;
}
