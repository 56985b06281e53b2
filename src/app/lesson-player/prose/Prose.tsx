/** The prose of a lesson on screen: each kind of node of the white-listed tree, and nothing else. */
import { Fragment, type ReactNode } from 'react';
import type { ProseBlock, ProseInline } from '../../../lesson/index.ts';
import styles from './Prose.module.css';

export function Prose({ blocks }: { readonly blocks: readonly ProseBlock[] }) {
  return <div className={styles.prose}>{blocks.map(blockAt)}</div>;
}

// The tree never changes while it is on screen, so a place is as good as a name.
const blockAt = (block: ProseBlock, place: number): ReactNode => (
  <Fragment key={place}>{drawBlock(block)}</Fragment>
);

function drawBlock(block: ProseBlock): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return <p>{block.children.map(inlineAt)}</p>;
    case 'heading':
      // A beat's own title is the second level of the page.
      return block.depth === 3 ? (
        <h3>{block.children.map(inlineAt)}</h3>
      ) : (
        <h4>{block.children.map(inlineAt)}</h4>
      );
    case 'list': {
      const items = block.items.map((item, place) => <li key={place}>{item.map(blockAt)}</li>);
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'blockquote':
      return <blockquote>{block.children.map(blockAt)}</blockquote>;
    case 'listing':
      // It scrolls sideways, so the keyboard must be able to reach it.
      return (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways, by keyboard too
        <pre tabIndex={0} role="group" aria-label="Listing">
          <code>{block.text}</code>
        </pre>
      );
    case 'table':
      return <Table table={block} />;
  }
}

function Table({ table }: { readonly table: Extract<ProseBlock, { type: 'table' }> }) {
  const alignAt = (place: number) => table.align[place] ?? undefined;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways, by keyboard too
    <div className={styles.wide} tabIndex={0} role="group" aria-label="Table">
      <table>
        <thead>
          <tr>
            {table.head.map((cell, place) => (
              <th key={place} scope="col" data-align={alignAt(place)}>
                {cell.map(inlineAt)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, rowPlace) => (
            <tr key={rowPlace}>
              {row.map((cell, place) => (
                <td key={place} data-align={alignAt(place)}>
                  {cell.map(inlineAt)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const inlineAt = (inline: ProseInline, place: number): ReactNode => (
  <Fragment key={place}>{drawInline(inline)}</Fragment>
);

function drawInline(inline: ProseInline): ReactNode {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'code':
      return <code>{inline.text}</code>;
    case 'emphasis':
      return <em>{inline.children.map(inlineAt)}</em>;
    case 'strong':
      return <strong>{inline.children.map(inlineAt)}</strong>;
    case 'link':
      return <ProseLink url={inline.url}>{inline.children.map(inlineAt)}</ProseLink>;
  }
}

/** Addresses were checked when the file was read; a second look costs nothing. */
function ProseLink({ url, children }: { readonly url: string; readonly children: ReactNode }) {
  if (url.startsWith('#')) return <a href={url}>{children}</a>;
  if (!url.startsWith('https://')) return children;
  return (
    <a href={url} rel="noreferrer" target="_blank">
      {children}
    </a>
  );
}
