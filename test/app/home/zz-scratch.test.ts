/** scratch */
import { test } from 'vitest';
import { SweepJob, ShrinkJob } from '../../../src/explore/index.ts';
import { shortStory } from '../../../src/explore/short-story.ts';
import { Run } from '../../../src/world/index.ts';
import { designFor, homeScenario, planFor } from '../../../src/scenarios/index.ts';
test('sweep', () => {
  for (const receiptEvidence of ['push', 'deviceAck']) {
    const design = designFor(homeScenario, { receiptEvidence });
    const job = new SweepJob({ scenario: homeScenario, design, seed: 'home', count: 30 });
    while (!job.advance(100000).finished) {}
    for (const o of job.outcomes.filter((o) => o.broken).slice(0, 7)) {
      const s = new ShrinkJob({
        scenario: homeScenario,
        design,
        seed: o.seed,
        check: o.broken!.id,
        plan: planFor(homeScenario, o.seed),
      });
      const t = performance.now();
      while (!s.advance(1e6).finished) {}
      const r = s.result()!;
      const run = new Run({ scenario: r.scenario, design, seed: r.seed, plan: r.plan, edits: [] });
      run.finish();
      const records = [];
      for (let i = 0; i < run.trace.length; i++) records.push(run.trace.readRecord(i));
      const st = shortStory({
        records,
        names: run.trace.names,
        topology: run.topology,
        broken: r.broken,
        linesMax: 5,
      });
      console.log(
        receiptEvidence,
        o.seed,
        o.broken!.id,
        r.runs,
        (performance.now() - t).toFixed(0) + 'ms',
        JSON.stringify(r.plan.items.map((i) => [i.atUs / 1000, JSON.stringify(i.action)])),
        '\n  ' + st.lines.join('\n  '),
      );
    }
  }
}, 60000);
