import { describe, expect, it } from 'vitest';
import { asksForSecret, asWritten } from '../../src/lesson/index.ts';
import { fence, steps } from './page.ts';

describe('a secret', () => {
  it.each([
    'Enter new password:',
    'Retype password:',
    'Password',
    'Passphrase for key:',
    'Property Encryption Key:',
    'API secret',
  ])('is asked for by %s', (label) => {
    expect(asksForSecret(label)).toBe(true);
  });

  it.each(['Your name:', 'Username', 'XMPP Domain Name:', 'Secretary', 'Pass on the message?', 'Are you sure? [Y/n]'])(
    'is not asked for by %s',
    (label) => {
      expect(asksForSecret(label)).toBe(false);
    },
  );

  it('is known by the prompt of an answer; keys and Enter alone are none', () => {
    const [step] = steps(
      fence('sh run answers="Name: -> Romeo | Password: -> rosaline | Retype -> ^D | Password: ->"', 'a'),
    );
    expect(step?.kind === 'shell' && step.answers.map(({ secret }) => secret)).toEqual([
      undefined,
      true,
      undefined,
      undefined,
    ]);
  });

  it('is known when it is asked for again, whatever the prompt says', () => {
    const [step] = steps(
      fence('sh run answers="New password: -> rosaline | Enter it again: -> rosaline | Sure? -> yes"', 'a'),
    );
    expect(step?.kind === 'shell' && step.answers.map(({ secret }) => secret)).toEqual([true, true, undefined]);
  });

  it('in a form is not in the words of its instruction', () => {
    const [step] = steps(
      fence('browser', 'Fill "Name" with "Romeo"\nFill the second "Password" with "ros \\"a\\" line"'),
    );
    expect(step?.kind === 'browser' && step.instructions.map(asWritten)).toEqual([
      'Fill "Name" with "Romeo"',
      'Fill the second "Password" with a password of your own',
    ]);
  });
});
