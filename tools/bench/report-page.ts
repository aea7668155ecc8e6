/** As much of a report's content as a page shows. */
export interface PrintedReport {
  readonly title: string;
  readonly headline: readonly { readonly text: string }[];
  readonly paragraphs: readonly (readonly { readonly text: string }[])[];
  readonly pageOne: readonly Block[];
  readonly sections: readonly { readonly heading: string; readonly lead: string; readonly blocks: readonly Block[] }[];
  readonly facts: readonly { readonly id: string; readonly text: string; readonly definition: string }[];
}

interface Picture {
  readonly title: string;
  readonly caption: string;
  readonly svg: string | null;
}

type Block =
  | { readonly kind: 'figure'; readonly figure: Picture }
  | { readonly kind: 'figures'; readonly figures: readonly Picture[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'maps' }
  | {
      readonly kind: 'table';
      readonly table: {
        readonly columns: readonly { readonly label: string }[];
        readonly rows: readonly (readonly string[])[];
      };
    };

const STYLE = `
  body { font: 9pt sans-serif; } table { border-collapse: collapse; width: 100%; font-size: 7.6pt; }
  td, th { border-top: .5pt solid #ccc; padding: 2pt 4pt; text-align: left; } tr, figure { break-inside: avoid; }
  section { break-before: page; } .pair { display: grid; grid-template-columns: 1fr 1fr; } svg { width: 100%; }
  figure { margin: 0; }`;

/** The same content as a bare page: its tables, its pictures, its words; no application, no fonts to load. */
export function reportPage({ title, headline, paragraphs, pageOne, sections, facts }: PrintedReport): string {
  const words = paragraphs.map((spans) => `<p>${escaped(textOf(spans))}</p>`).join('');
  const parts = sections.map(
    ({ heading, lead, blocks }) =>
      `<section><h2>${escaped(heading)}</h2><p>${escaped(lead)}</p>${blocks.map(blockOf).join('')}</section>`,
  );
  const evidence = tableOf(
    ['', '', ''],
    facts.map(({ id, text, definition }) => [id, text, definition]),
  );
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><h1>${escaped(title)}</h1>
    <h2>${escaped(textOf(headline))}</h2>${words}${pageOne.map(blockOf).join('')}${parts.join('')}
    <section>${evidence}</section>`;
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'figure':
      return pictureOf(block.figure);
    case 'figures':
      return `<div class="pair">${block.figures.map(pictureOf).join('')}</div>`;
    case 'text':
      return `<p>${escaped(block.text)}</p>`;
    case 'table':
      return tableOf(
        block.table.columns.map(({ label }) => label),
        block.table.rows,
      );
    case 'maps':
      return '';
  }
}

function pictureOf({ title, caption, svg }: Picture): string {
  return `<figure><figcaption>${escaped(`${title} ${caption}`)}</figcaption>${svg ?? ''}</figure>`;
}

function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${line(columns, 'th')}</thead><tbody>${rows.map((row) => line(row, 'td')).join('')}</tbody></table>`;
}

function textOf(spans: readonly { readonly text: string }[]): string {
  return spans.map(({ text }) => text).join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
