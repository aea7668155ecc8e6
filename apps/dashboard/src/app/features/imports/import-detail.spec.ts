import { CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { UI_PREFERENCES } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { describe, expect, it } from 'vitest';
import { englishTexts } from '../../../test/english-texts.ts';
import { Formats } from '../../core/formats/formats.ts';
import texts from './i18n/en.json';
import { ImportDetail } from './import-detail.ts';

describe('an import that was not taken', () => {
  const remedy = 'Export the file again, or ask for the original.';

  async function drawn(message: string): Promise<HTMLElement> {
    TestBed.configureTestingModule({
      imports: [englishTexts({ imports: texts })],
      providers: [
        { provide: Formats, useValue: { bytes: String, number: String } },
        { provide: UI_PREFERENCES, useValue: { theme: signal('light'), language: signal('en') } },
      ],
    });
    // the frame around it is not what is tested
    TestBed.overrideComponent(ImportDetail, {
      set: { imports: [TranslocoDirective], schemas: [CUSTOM_ELEMENTS_SCHEMA] },
    });
    const fixture = TestBed.createComponent(ImportDetail);
    fixture.componentRef.setInput('row', {
      fileName: 'a.klarf',
      byteSize: 12,
      origin: 'drop',
      error: { message, remedy, byteOffset: null, record: null },
      duplicateOf: null,
      summary: null,
      warnings: [],
    });
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  }

  const timesSaid = (page: HTMLElement): number => (page.textContent ?? '').split(remedy).length - 1;

  it('says what to do once, also where the reader says it in its own sentence', async () => {
    expect(timesSaid(await drawn(`a.klarf: a number is no number. Nothing of it was imported. ${remedy}`))).toBe(1);
  });

  it('says what to do where the sentence before does not', async () => {
    expect(timesSaid(await drawn('a.klarf: the file is empty.'))).toBe(1);
  });
});
