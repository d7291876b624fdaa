import { docsSchema } from '@astrojs/starlight/schema';
import { expect, it } from 'vitest';
import { pageSchema } from '../../src/lesson/index.ts';

// The context is only called for a hero's images, which none of these pages has.
const schema = docsSchema({ extend: pageSchema })({ image: () => pageSchema } as never);

it("fits into Starlight's schema, whose own keys stay", () => {
  const guide = {
    title: 'A',
    kind: 'guide',
    server: 'prosody',
    machines: { server: 'debian-13' },
    sidebar: { order: 2 },
  };
  expect(schema.safeParse(guide)).toMatchObject({ success: true, data: { ...guide, template: 'doc', draft: false } });
  expect(schema.safeParse({ title: 'A' }).success).toBe(true);
  expect(schema.safeParse({ title: 'A', kind: 'page', hero: undefined }).success).toBe(true);
});

it('refuses what no page has', () => {
  expect(schema.safeParse({ title: 'A', sever: 'prosody' }).success).toBe(false);
  expect(schema.safeParse({ title: 'A', kind: 'gide' }).success).toBe(false);
  expect(schema.safeParse({ kind: 'guide' }).success).toBe(false);
});
