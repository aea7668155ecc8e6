import { Component, signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { UI_PREFERENCES } from '@fabwright/ui';
import { Apollo } from 'apollo-angular';
import { of, throwError, type Observable } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { englishTexts } from '../../../../test/english-texts.ts';
import { Formats } from '../../../core/formats/formats.ts';
import texts from '../i18n/en.json';
import { TargetForm } from './target-form.ts';

@Component({
  imports: [TargetForm],
  template: `<fw-target-form productId="K7" [target]="target()" [mayWrite]="may()" (changed)="saved.set(true)" />`,
})
class Host {
  readonly target = signal({ insertion: 'CP1', yieldTarget: 0.95123456, floor: 0.89, setBy: 'event' });
  readonly may = signal(true);
  readonly saved = signal(false);
}

describe('target and floor of an insertion', () => {
  let fixture: ComponentFixture<Host>;
  let sent: unknown[];
  let answer: () => Observable<unknown>;

  beforeEach(async () => {
    sent = [];
    answer = () => of({ data: { setProductTarget: { __typename: 'ProductTarget' } } });
    TestBed.configureTestingModule({
      imports: [englishTexts({ settings: texts })],
      providers: [
        { provide: Formats, useValue: { yield: (fraction: number) => `${fraction * 100} %` } },
        { provide: UI_PREFERENCES, useValue: { theme: signal('light'), language: signal('en') } },
        {
          provide: Apollo,
          useValue: {
            mutate: ({ variables }: { variables: unknown }) => {
              sent.push(variables);
              return answer();
            },
          },
        },
      ],
    });
    fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
  });

  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const field = (name: string): HTMLInputElement => page().querySelector<HTMLInputElement>(`[name="${name}"]`)!;
  const saveButton = (): HTMLButtonElement => page().querySelector<HTMLButtonElement>('[type="submit"]')!;

  async function type(name: string, text: string): Promise<void> {
    field(name).value = text;
    field(name).dispatchEvent(new Event('input'));
    await fixture.whenStable();
  }

  async function save(): Promise<void> {
    saveButton().click();
    await fixture.whenStable();
  }

  it('offers Save only when something that can be was changed', async () => {
    expect(saveButton().disabled).toBe(true);
    await type('floor', '96');
    expect(page().textContent).toContain(texts.issues['above-target']);
    expect(saveButton().disabled).toBe(true);
    await type('floor', 'low');
    expect(page().textContent).toContain(texts.issues['not-a-number']);
    await type('floor', '90,5');
    expect(saveButton().disabled).toBe(false);
  });

  it('sends what was typed as a fraction and leaves the other value its digits', async () => {
    await type('floor', '90,5');
    await save();
    expect(sent).toEqual([{ productId: 'K7', insertion: 'CP1', yieldTarget: 0.95123456, floor: 0.905 }]);
    expect(fixture.componentInstance.saved()).toBe(true);
  });

  it('keeps what was typed when the server refuses it or is away', async () => {
    await type('floor', '90');
    answer = () => throwError(() => new Error('away'));
    await save();
    expect(page().textContent).toContain(texts.problem.unreachable);
    expect(field('floor').value).toBe('90');
    expect(fixture.componentInstance.saved()).toBe(false);
  });

  it('keeps what is being typed when the same values arrive again', async () => {
    await type('target', '97');
    fixture.componentInstance.target.update((target) => ({ ...target }));
    await fixture.whenStable();
    expect(field('target').value).toBe('97');
  });

  it('offers nothing to those who may not', async () => {
    fixture.componentInstance.may.set(false);
    await fixture.whenStable();
    expect(page().querySelector('input, button')).toBeNull();
    expect(page().textContent).toContain('89 %');
  });
});
