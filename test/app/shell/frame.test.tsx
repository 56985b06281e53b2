// @vitest-environment jsdom
/** The frame of the site: addresses, failures and notices. */
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { Header } from '../../../src/app/shell/Header.tsx';
import { ErrorBoundary, sentenceFor } from '../../../src/app/shell/ErrorBoundary.tsx';
import { NoticeList } from '../../../src/app/shell/NoticeList.tsx';
import { notify, useNotices } from '../../../src/app/shell/notices.ts';
import { routeFor } from '../../../src/app/shell/routes.ts';

afterEach(() => useNotices.setState({ notices: [] }));

describe('an address', () => {
  test.each([
    ['', '/'],
    ['#/', '/'],
    ['#/lesson/L06', '/lesson/:id'],
    ['/lesson/L06/', '/lesson/:id'],
    ['#/scene/storm', '/scene/:id'],
    ['#/about', '/about'],
    ['#/lesson', '*'],
    ['#/nowhere/at/all', '*'],
  ])('%s shows %s', (address, path) => {
    expect(routeFor(address).path).toBe(path);
  });
});

test('the search is called by the word that stands on it, and its keys are told', () => {
  render(
    <Router hook={useHashLocation}>
      <Header />
    </Router>,
  );
  const search = screen.getByRole('button', { name: 'Search' });
  // A name beside the visible one would be deaf to those who say what they see.
  expect(search).not.toHaveAttribute('aria-label');
  expect(search).toHaveAttribute('aria-keyshortcuts', 'Control+K Meta+K');
});

describe('a part that fails', () => {
  test('says one sentence and can be tried again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    let broken = true;
    const Part = () => {
      if (broken) throw new Error('the map has no node 7');
      return <p>the map</p>;
    };
    render(
      <ErrorBoundary part="The map">
        <Part />
      </ErrorBoundary>,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The map stopped because of a fault in the program: the map has no node 7',
    );
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.getByText('the map')).toBeInTheDocument();
    vi.restoreAllMocks();
  });

  test('a file that did not arrive is not called a fault of the program', () => {
    const error = new Error('Failed to fetch dynamically imported module: ./assets/x.js');
    expect(sentenceFor(error, 'This page')).toBe(
      'This page could not be loaded. Check your connection and try again.',
    );
  });
});

describe('notices', () => {
  test('good news is a status, bad news an alert; both can be dismissed', async () => {
    render(<NoticeList />);
    act(() => {
      notify({ tone: 'good', text: 'Link copied.' });
      notify({ tone: 'bad', text: 'The link is damaged.' });
    });
    expect(screen.getByRole('status')).toHaveTextContent('Link copied.');
    expect(screen.getByRole('alert')).toHaveTextContent('The link is damaged.');
    await userEvent.click(screen.getAllByRole('button', { name: 'Dismiss' })[0]!);
    expect(screen.queryByText('The link is damaged.')).not.toBeInTheDocument();
  });

  test('at most three stand at once, and a repeated one only once', () => {
    for (const text of ['one', 'two', 'three', 'four', 'four']) notify({ tone: 'plain', text });
    expect(useNotices.getState().notices.map((each) => each.text)).toEqual([
      'two',
      'three',
      'four',
    ]);
  });
});
