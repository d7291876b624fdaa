/** The part of a stanza (`[data-at]`) that an event is about. For a finger, which browsers take to mean the whole line, it is the nearest of the line. */
export function pointedPart(event: Event): HTMLElement | null {
  if (!(event.target instanceof Element)) return null;
  const exact = event.target.closest<HTMLElement>('[data-at]');
  if (exact !== null || !(event instanceof PointerEvent) || event.pointerType === 'mouse') return exact;
  let nearest: HTMLElement | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const part of event.target.closest('.line')?.querySelectorAll<HTMLElement>('[data-at]') ?? []) {
    for (const box of part.getClientRects()) {
      const distance = distanceTo(box, event.clientX, event.clientY);
      if (distance >= least) continue;
      nearest = part;
      least = distance;
    }
  }
  return nearest;
}

/** In CSS pixels, 0 inside. */
function distanceTo({ left, right, top, bottom }: DOMRect, x: number, y: number): number {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}
