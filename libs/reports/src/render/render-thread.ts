import { parentPort, workerData } from 'node:worker_threads';
import type { ReportContent } from '../document/report-content.ts';
import { reportDocument } from '../document/report-document.ts';
import { renderPdf } from './render-pdf.ts';

// The thread that `renderInThread` starts: content in, bytes out, and it ends.
const pdf = await renderPdf(reportDocument(workerData as ReportContent));
parentPort?.postMessage(pdf);
