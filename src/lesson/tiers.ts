/** The parts of the recipes' learning path, in their order. */
export const tiers = ['first-steps', 'people-and-rooms', 'break-it'] as const;
export type Tier = (typeof tiers)[number];
