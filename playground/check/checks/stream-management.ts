/** Enables stream management on a connection of its own, drops that connection, and resumes it (XEP-0198). */
import { attributeOf, escapeAttribute } from '../../stanza/index.ts';
import { saidOf } from '../asker.ts';
import { type Subject, verdict } from '../world.ts';
import { isListed } from './sign-in.ts';

const sm = 'urn:xmpp:sm:3';

export const streamManagement: Subject = {
  ids: ['stream-management', 'resume'],
  async judge(world) {
    if (!isListed(world.after, 'sm', sm)) {
      const says = 'The stream features do not list stream management.';
      return [
        verdict('stream-management', 'fault', says, world.after.evidence),
        verdict('resume', 'fault', says, world.after.evidence),
      ];
    }
    const first = await world.connectAgain();
    const enabled = await first.asker.exchange(
      `<enable xmlns="${sm}" resume="true"/>`,
      ({ namespace }) => namespace === sm,
    );
    if (enabled.stanza?.local !== 'enabled') {
      const says = `The server lists stream management, but does not enable it: it ${enabled.stanza === undefined ? saidOf(enabled) : `sends ${enabled.stanza.local}`}.`;
      return [
        verdict('stream-management', 'fault', says, enabled.evidence),
        verdict('resume', 'fault', says, enabled.evidence),
      ];
    }
    const works = verdict('stream-management', 'good', 'Both sides count and confirm what arrived.', enabled.evidence);
    const id = attributeOf(enabled.stanza, 'id');
    if (id === undefined || !/^(true|1)$/.test(attributeOf(enabled.stanza, 'resume') ?? ''))
      return [
        works,
        verdict(
          'resume',
          'warning',
          'The server confirms stanzas, but does not keep a session for resuming.',
          enabled.evidence,
        ),
      ];
    first.session.cut();
    const second = await world.connectAgain('signed-in');
    const resumed = await second.asker.exchange(
      `<resume xmlns="${sm}" h="0" previd="${escapeAttribute(id)}"/>`,
      ({ namespace }) => namespace === sm,
    );
    const max = attributeOf(enabled.stanza, 'max');
    const kept = max === undefined ? '' : ` It keeps a session for ${max} seconds.`;
    return [
      works,
      resumed.stanza?.local === 'resumed'
        ? verdict('resume', 'good', `A connection was dropped and resumed.${kept}`, enabled.evidence, resumed.evidence)
        : verdict(
            'resume',
            'fault',
            `A connection was dropped, and the server would not resume it.${kept}`,
            enabled.evidence,
            resumed.evidence,
          ),
    ];
  },
};
