import { describe, expect, it } from 'vitest';
import { errors, fence, guide, steps } from './page.ts';

const instructions = (text: string): unknown[] => {
  const [step] = steps(fence('browser', text));
  if (step?.kind !== 'browser') throw new Error('no browser step');
  expect(step.on).toBe('laptop');
  return step.instructions.map(({ text: _, line: __, ...action }) => action);
};

describe('a browser block', () => {
  it.each([
    ['Open "http://xmpp.example.com:9090/"', { verb: 'open', url: 'http://xmpp.example.com:9090/' }],
    ['Click "Continue"', { verb: 'click', label: 'Continue' }],
    ['Click the button "Continue"', { verb: 'click', role: 'button', label: 'Continue' }],
    ['Click tab "Server"', { verb: 'click', role: 'tab', label: 'Server' }],
    ['Fill "XMPP Domain Name" with "example.com"', { verb: 'fill', label: 'XMPP Domain Name', value: 'example.com' }],
    ['Fill the second "Key:" with "wherefore"', { verb: 'fill', nth: 2, label: 'Key:', value: 'wherefore' }],
    ['Click the third button "Save"', { verb: 'click', role: 'button', nth: 3, label: 'Save' }],
    ['Click the second "Save"', { verb: 'click', nth: 2, label: 'Save' }],
    ['Fill "Name" with ""', { verb: 'fill', label: 'Name', value: '' }],
    ['Fill "A \\"b\\"" with "c\\\\d"', { verb: 'fill', label: 'A "b"', value: 'c\\d' }],
    [
      'Choose "PostgreSQL" in "Database Driver Presets"',
      { verb: 'choose', option: 'PostgreSQL', label: 'Database Driver Presets' },
    ],
    ['Tick "Only Hashed Passwords"', { verb: 'tick', label: 'Only Hashed Passwords' }],
    ['Untick "Anyone may register"', { verb: 'untick', label: 'Anyone may register' }],
    ['See "Setup Complete"', { verb: 'see', words: 'Setup Complete' }],
    ['See "Setup Complete" within 2m', { verb: 'see', words: 'Setup Complete', within: 120_000 }],
    ['Upload "/home/admin/a b.png" to "Logo"', { verb: 'upload', path: '/home/admin/a b.png', label: 'Logo' }],
    ['Mask "Uptime"', { verb: 'mask', label: 'Uptime' }],
  ])('%s', (text, action) => {
    expect(instructions(text)).toEqual([action]);
  });

  it('has one instruction a line, each with its text and line in the page', () => {
    expect(steps(fence('browser', '  Click "a"\n\nSee "b"  '))).toMatchObject([
      {
        instructions: [
          { text: 'Click "a"', line: 8 },
          { text: 'See "b"', line: 10 },
        ],
      },
    ]);
  });

  it.each([
    [
      'Press "Enter"',
      '"Press" does not begin an instruction. Instructions begin with: Open, Click, Fill, Choose, Tick, Untick, See, Upload, Mask.',
    ],
    ['1. Click "a"', '"1." does not begin an instruction.'],
    ['Click a', 'This is not understood: write Click "Continue" or: Click the button "Continue"'],
    ['Click the knob "a"', 'This is not understood: write Click "Continue"'],
    ['Click “a”', 'with straight quotation marks.'],
    ['Click "a".', 'nothing after it, with straight quotation marks.'],
    ['Click ""', 'A text between "..." is empty: write Click "Continue"'],
    [
      'Fill "a" with',
      'This is not understood: write Fill "Password" with "rosaline" or: Fill the second "Password" with "rosaline", nothing after it',
    ],
    ['See "a" within soon', '"within soon" is not a duration: write within 30s, within 500ms or within 2m.'],
    ['Open "xmpp.example.com"', '"xmpp.example.com" is not an address that a browser opens: write it whole'],
    ['Open "javascript:alert(1)"', 'is not an address that a browser opens'],
  ])('refuses %s', (text, plain) => {
    const [error = '', ...more] = errors(guide(fence('browser', `See "x"\n${text}`)));
    expect(more).toEqual([]);
    expect(error).toMatch(/^9: /);
    expect(error).toContain(plain);
  });
});
