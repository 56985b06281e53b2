/** Asks axe-core what is wrong with a piece of the page, in words that name the element. */
import axe from 'axe-core';

/** One line a violation: the rule, the element, the cure. Empty when there is none. */
export async function violationsOf(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, {
    // A part of a page has no landmarks of its own; whole screens are judged on the built site.
    rules: {
      region: { enabled: document.body === element },
      // An experimental rule of axe that Lighthouse judges by: say what you see, and it is found.
      'label-content-name-mismatch': { enabled: true },
    },
  });
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}: ${violation.help}`),
  );
}
