/** Deployments that Cassandra would not start with, each with the sentence that says why. */
import type { NodeSpec, Topology } from '../protocol/index.ts';
import { tokensOf } from './ring.ts';

/** Cassandra, Murmur3Partitioner.java: tokens are signed numbers of 64 bits. */
const TOKEN_LEAST = -(1n << 63n);
const TOKEN_MOST = (1n << 63n) - 1n;
/** DatabaseDescriptor.java: the bounds of phi_convict_threshold. */
const PHI = { least: 5, most: 16 } as const;

/** Throws a sentence for a node that could not join its ring. */
export function refuseImpossible(spec: NodeSpec, topology: Topology): void {
  const refuse = (sentence: string): never => {
    throw new Error(`node "${spec.name}": ${sentence}`);
  };
  const {
    num_tokens: count = 1,
    initial_token: written,
    phi_convict_threshold: phi = 8,
  } = spec.settings;
  if (!Number.isInteger(Number(count)) || Number(count) < 1) {
    refuse(`num_tokens is ${count}; a node needs at least one token`);
  }
  if (written !== undefined && !/^-?\d+(\s*,\s*-?\d+)*$/.test(String(written))) {
    refuse(`initial_token is "${written}"; write whole numbers with commas between them`);
  }
  if (Number(phi) < PHI.least || Number(phi) > PHI.most) {
    refuse(`phi_convict_threshold must be between ${PHI.least} and ${PHI.most}, but was ${phi}`);
  }
  const own = tokensOf(spec);
  const outside = own.find((token) => token < TOKEN_LEAST || token > TOKEN_MOST);
  if (outside !== undefined) refuse(`the token ${outside} does not fit into 64 bits`);
  for (const other of topology.ofKind('cassandra').map((node) => topology.nodes[node]!)) {
    if (other === spec || other.settings['initial_token'] === undefined) continue;
    const taken = tokensOf(other).find((token) => own.includes(token));
    if (taken !== undefined) refuse(`${other.name} has the token ${taken} already`);
  }
}
