// @vitest-environment jsdom
/** The base components by keyboard and by name. */
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Search } from 'lucide-react';
import { describe, expect, test, vi } from 'vitest';
import { IconButton, Segmented, Slider, Switch, Tabs } from '../../../src/app/theme/index.ts';
import { spotBeside } from '../../../src/app/theme/place-beside.ts';

function Sections() {
  const [current, setCurrent] = useState<'story' | 'table' | 'checks'>('story');
  return (
    <Tabs
      label="Evidence"
      current={current}
      onChange={setCurrent}
      tabs={[
        { id: 'story', label: 'Story' },
        { id: 'table', label: 'Table' },
        { id: 'checks', label: 'Checks' },
      ]}
    >
      <p>{current} panel</p>
    </Tabs>
  );
}

describe('tabs', () => {
  test('arrows move and choose, and only the chosen tab is a tab stop', async () => {
    render(<Sections />);
    const person = userEvent.setup();
    await person.tab();
    expect(screen.getByRole('tab', { name: 'Story' })).toHaveFocus();
    await person.keyboard('{ArrowRight}');
    expect(screen.getByRole('tab', { name: 'Table' })).toHaveFocus();
    expect(screen.getByRole('tabpanel', { name: 'Table' })).toHaveTextContent('table panel');
    await person.keyboard('{End}{ArrowRight}');
    expect(screen.getByRole('tab', { name: 'Story', selected: true })).toHaveFocus();
    expect(screen.getAllByRole('tab').filter((tab) => tab.tabIndex === 0)).toHaveLength(1);
  });
});

describe('controls', () => {
  test('a segmented choice is a named group of radio buttons', async () => {
    const choose = vi.fn();
    render(
      <Segmented
        label="Two ticks when"
        value="push"
        onChange={choose}
        options={[
          { value: 'push', label: 'pushed' },
          { value: 'deviceAck', label: 'Ben’s phone says so' },
        ]}
      />,
    );
    expect(screen.getByRole('group', { name: 'Two ticks when' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Ben’s phone says so' }));
    expect(choose).toHaveBeenCalledWith('deviceAck');
  });

  test('a slider says its value in words and a switch says whether it is on', async () => {
    const turn = vi.fn();
    render(
      <Slider
        label="Retry"
        value={2000}
        min={0}
        max={5000}
        onChange={() => {}}
        format={(ms) => `${ms / 1000} s`}
      />,
    );
    render(<Switch label="Airplane mode" checked={false} onChange={turn} />);
    expect(screen.getByRole('slider', { name: 'Retry' })).toHaveAttribute('aria-valuetext', '2 s');
    await userEvent.click(screen.getByRole('switch', { name: 'Airplane mode' }));
    expect(turn).toHaveBeenCalledWith(true);
  });

  test('an icon button is named, and its tooltip comes on focus and goes on Escape', async () => {
    render(<IconButton label="Search" Icon={Search} shortcut="Control+K" />);
    const button = screen.getByRole('button', { name: 'Search' });
    expect(button).toHaveAttribute('aria-keyshortcuts', 'Control+K');
    await userEvent.hover(button);
    expect(await screen.findByText('Search (Control+K)')).toBeInTheDocument();
    fireEvent.keyDown(document, { key: 'Escape' });
    expect(screen.queryByText('Search (Control+K)')).not.toBeInTheDocument();
  });
});

describe('a floating box', () => {
  const screenSize = { width: 320, height: 480 };
  const size = { width: 100, height: 40 };
  test('goes above its target, or below it at the top of the screen', () => {
    expect(spotBeside({ left: 110, top: 200, width: 100, height: 20 }, size, screenSize)).toEqual({
      left: 110,
      top: 154,
    });
    expect(spotBeside({ left: 110, top: 10, width: 100, height: 20 }, size, screenSize)).toEqual({
      left: 110,
      top: 36,
    });
  });
  test('stays on the screen at either edge', () => {
    expect(spotBeside({ left: 0, top: 200, width: 20, height: 20 }, size, screenSize).left).toBe(8);
    expect(spotBeside({ left: 300, top: 200, width: 20, height: 20 }, size, screenSize).left).toBe(
      212,
    );
  });
});
