/** When an operator needs a guide, in the order in which /guides/ lists them. */
export const stages = ['decide', 'set-up', 'before-you-open', 'look-after', 'when-it-breaks', 'grow'] as const;
export type Stage = (typeof stages)[number];
