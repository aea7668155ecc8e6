import type { Product } from '../../apps/e2e/src/product.ts';
import { ask } from './demonstration.ts';

/** A mutation that starts a report, as the dashboard sends it. */
export interface DemonstrationOrder {
  readonly name: string;
  readonly mutation: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const STARTED = '{ __typename ... on JobAccepted { job { jobId } } }';
const LOT = `mutation ($lotId: ID!, $language: String!, $paper: String!) {
  started: startLotReport(lotId: $lotId, language: $language, paper: $paper) ${STARTED} }`;
const EXCURSION = `mutation ($excursionId: ID!, $language: String!, $paper: String!) {
  started: startExcursionReport(excursionId: $excursionId, language: $language, paper: $paper) ${STARTED} }`;
const BUILT = `mutation ($order: ReportOrderInput!) { started: startReport(order: $order) ${STARTED} }`;

const SUBJECTS = `{
  products { productId }
  reportKinds { kind periods everyProduct }
  lots(filter: { weeks: 26 }, first: 200) { rows { lotId firstPassEndedAt } }
  excursions(filter: { states: [OPEN, CONTAINED, CAUSE_FOUND, CLOSED, DISMISSED] }, first: 200) { rows { excursionId } } }`;

interface Subjects {
  readonly products: readonly { readonly productId: string }[];
  readonly reportKinds: readonly ReportKind[];
  readonly lots: { readonly rows: readonly { readonly lotId: string; readonly firstPassEndedAt: string | null }[] };
  readonly excursions: { readonly rows: readonly { readonly excursionId: string }[] };
}

interface ReportKind {
  readonly kind: string;
  readonly periods: readonly string[];
  readonly everyProduct: boolean;
}

/** The language and the paper of a report. */
interface Form {
  readonly language: string;
  readonly paper: string;
}

const FORMS: readonly Form[] = [
  { language: 'en', paper: 'LETTER' },
  { language: 'zh-CN', paper: 'A4' },
];

type InForm = (form: Form) => DemonstrationOrder;

/** Reports of every kind over the demonstration, no two alike: each product and period, each excursion, then lots. */
export async function demonstrationOrders(product: Product, periods: number): Promise<DemonstrationOrder[]> {
  const { products, reportKinds, lots, excursions } = await ask<Subjects>(product, SUBJECTS);
  const places = products.map(({ productId }) => productId);
  const subjects: InForm[] = [
    ...reportKinds.flatMap((kind) => builtOrders(kind, places, periods)),
    ...excursions.rows.map(
      ({ excursionId }): InForm =>
        (form) => ({ name: `excursion ${excursionId}`, mutation: EXCURSION, variables: { excursionId, ...form } }),
    ),
    ...lots.rows
      .filter(({ firstPassEndedAt }) => firstPassEndedAt !== null)
      .map(
        ({ lotId }): InForm =>
          (form) => ({ name: `lot ${lotId}`, mutation: LOT, variables: { lotId, ...form } }),
      ),
  ];
  return subjects.flatMap((subject) => FORMS.map(subject));
}

function builtOrders({ kind, periods, everyProduct }: ReportKind, products: readonly string[], most: number): InForm[] {
  const chosen = periods.slice(0, kind === 'week' || kind === 'excursions' ? most : 1);
  return chosen.flatMap((period) =>
    [...products, ...(everyProduct ? ['*'] : [])].map((productId): InForm => {
      const name = `${kind} ${productId} ${period}`;
      return (form) => ({ name, mutation: BUILT, variables: { order: { kind, productId, period, ...form } } });
    }),
  );
}
