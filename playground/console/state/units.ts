/** Times and sizes as the console writes them. */

/** `21:04:03.120`, in the reader's time zone; `21:04:03` where nobody knows more. */
export function timeOf(at: number, isWhole = false): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return isWhole ? clock : `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** `0.3 ms`, `12 ms`, `1.2 s`: as many digits as mean something. */
export function durationOf(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** `10 min`, `1 h 30 min`, `45 s`. */
export function spanOf(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [Math.round(seconds) % 60, 's'],
  ] as const;
  const words = parts.filter(([value]) => value > 0).map(([value, unit]) => `${value} ${unit}`);
  return words.length === 0 ? '0 s' : words.join(' ');
}

/** `1.2 MB` of bytes. */
export function bytesOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
