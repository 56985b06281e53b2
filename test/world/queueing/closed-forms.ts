/** The closed forms of queueing theory, by the textbook; times in units of the mean service time. */

/** Erlang B by its recursion: the share of calls that find all c lines busy. */
export function erlangB(load: number, lines: number): number {
  let blocked = 1;
  for (let line = 1; line <= lines; line++) blocked = (load * blocked) / (line + load * blocked);
  return blocked;
}

/** Erlang C: the chance that a customer of M/M/c has to wait. */
export function erlangC(load: number, workers: number): number {
  const blocked = erlangB(load, workers);
  return blocked / (1 - (load / workers) * (1 - blocked));
}

/** The mean wait in M/M/c. */
export const waitMMc = (rate: number, workers: number): number =>
  erlangC(rate, workers) / (workers - rate);

/** Pollaczek and Khinchine: the mean wait in M/G/1, by the squared coefficient of variation. */
export const waitMG1 = (load: number, scv: number): number => (load * (1 + scv)) / (2 * (1 - load));

/** The share refused by M/M/1/K; K counts the one in service. */
export const blockedMM1K = (load: number, most: number): number =>
  load === 1 ? 1 / (most + 1) : ((1 - load) * load ** most) / (1 - load ** (most + 1));

/** The mean number in M/M/1/K. */
export function inSystemMM1K(load: number, most: number): number {
  let [sum, weights] = [0, 0];
  for (let inside = 0; inside <= most; inside++) {
    sum += inside * load ** inside;
    weights += load ** inside;
  }
  return sum / weights;
}

/** The mean wait in D/M/1, where sigma = exp(-(1 - sigma) / load). */
export function waitDM1(load: number): number {
  let sigma = load;
  for (let step = 0; step < 200; step++) sigma = Math.exp(-(1 - sigma) / load);
  return sigma / (1 - sigma);
}

/** Cobham: mean waits of the urgent and of the rest, M/G/1 without interruption. */
export function waitsByPriority(
  urgentLoad: number,
  otherLoad: number,
  scv: number,
): { readonly urgent: number; readonly other: number } {
  const residual = ((urgentLoad + otherLoad) * (1 + scv)) / 2;
  const urgent = residual / (1 - urgentLoad);
  return { urgent, other: urgent / (1 - urgentLoad - otherLoad) };
}
