/** Dates, durations and sizes as readers see them, the same everywhere. */

/** `22 November 2026` of an ISO date, in UTC. */
export const longDate = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));

/** `0.3 s`, `41 s`, `2 min 5 s` of milliseconds. */
export const duration = (milliseconds: number): string => {
  const tenths = Math.round(milliseconds / 100);
  if (tenths < 100) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)} min${rest === 0 ? '' : ` ${rest} s`}`;
};

/** `30 s`, `500 ms`, `2 min` of milliseconds: how long a page waits, as its author wrote it. */
export const wait = (milliseconds: number): string =>
  milliseconds % 1000 === 0 ? duration(milliseconds).replace('.0 s', ' s') : `${milliseconds} ms`;

/** `2.5 MB`, `256 MB` of bytes. */
export const bytes = (count: number): string => {
  const tenths = Math.round(count / 100_000);
  return tenths < 100 ? `${(tenths / 10).toFixed(1)} MB` : `${Math.round(count / 1_000_000)} MB`;
};

/** A reason as a sentence of its own. */
export const sentence = (reason = 'no reason was written down'): string =>
  reason.endsWith('.') ? reason : `${reason}.`;
