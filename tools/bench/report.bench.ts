import PDFDocument from 'pdfkit';
