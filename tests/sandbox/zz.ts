import { scenes } from './grammar/index.ts';

for (const s of scenes(8, 300))
  if (s.turns.some((t) => t.number > 165 && t.number < 182))
    for (const t of s.turns) console.log(t.number, s.as, t.xml.slice(0, 200));
