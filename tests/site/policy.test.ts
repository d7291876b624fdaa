import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { policyOf } from '../../src/site/content-security-policy.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('the content security policy of a page', () => {
  it('names its inline scripts and styles and no others', () => {
    const policy = policyOf(
      '<script>one()</script><script type="module">two()</script><script src="/x.js"></script><style>p{}</style>',
    );
    expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' ${hash('one()')} ${hash('two()')};`);
    expect(policy).toContain(`style-src 'self' ${hash('p{}')};`);
    expect(policy).not.toContain("unsafe-eval' 'unsafe");
  });

  it('lets nothing else in', () => {
    const policy = policyOf('');
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("style-src 'self';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  });

  it('makes an exception only where one is given', () => {
    const page = '<style>p{}</style>';
    const exception = { page: 'playground/', reason: 'the editor', anyStyleElement: true, connect: ['wss:'] };
    expect(policyOf(page, exception)).toContain("style-src 'self' 'unsafe-inline';");
    expect(policyOf(page, exception)).toContain("connect-src 'self' wss:;");
    expect(policyOf(page)).not.toContain('wss:');
  });
});
