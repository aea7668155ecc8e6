import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ImportsQuery } from '@fabwright/data-access';
import { PRECISION } from '@fabwright/facts';
import { Panel } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';

export type ImportRow = ImportsQuery['imports']['rows'][number];

/** One import in full: what it brought, what was odd, or why nothing of it was taken and what to do. */
@Component({
  selector: 'fw-import-detail',
  imports: [Panel, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'imports.detail'">
      <fw-panel [heading]="row().fileName" [caption]="caption()">
        <div class="body">
          @if (row().error; as error) {
            <p class="error" role="alert">{{ error.message }}</p>
            <!-- most readers say it at the end of their sentence -->
            @if (!error.message.endsWith(error.remedy)) {
              <p>{{ error.remedy }}</p>
            }
            <p class="fw-caption">
              {{ t('nothing') }}
              @if (place(); as where) {
                · {{ where }}
              }
            </p>
          }
          @if (row().duplicateOf) {
            <p>{{ t('duplicate') }}</p>
          }
          @if (row().summary; as summary) {
            <dl class="fw-pairs">
              <dt>{{ t('format') }}</dt>
              <dd>{{ t('formats.' + row().format) }}</dd>
              <dt>{{ t('lots') }}</dt>
              <dd>
                @for (lot of summary.lots; track lot) {
                  <a class="fw-id" [routerLink]="['/lots', lot]">{{ lot }}</a>
                  {{ $last ? '' : ', ' }}
                }
              </dd>
              <dt>{{ t(summary.inspection ? 'inspected' : 'tested') }}</dt>
              <dd>
                {{ formats.time(summary.testedFrom) }}
                @if (summary.testedTo !== summary.testedFrom) {
                  – {{ formats.time(summary.testedTo) }}
                }
              </dd>
              <dt>{{ t('relation') }}</dt>
              <dd>{{ t('relations.' + summary.relation) }}</dd>
              @if (summary.inspection; as inspection) {
                <dt>{{ t('inspection') }}</dt>
                <dd>{{ inspection.step }} · {{ inspection.tool }}</dd>
                <dt>{{ t('content') }}</dt>
                <dd>
                  {{ formats.count(summary.wafers, 'wafers') }} · {{ t('defects', { count: inspection.defects }) }} ·
                  <a routerLink="/defects" [queryParams]="{ t: '-520w' }">{{ t('toDefects') }}</a>
                </dd>
              } @else {
                <dt>{{ t('content') }}</dt>
                <dd>
                  {{ formats.count(summary.wafers, 'wafers') }} · {{ formats.count(summary.dies, 'dies') }} ·
                  {{ formats.count(summary.partRecords, 'records') }} · {{ formats.count(summary.tests, 'tests') }} ·
                  {{ t('results', { count: formats.number(summary.results) }) }}
                </dd>
                <dt>{{ t('final') }}</dt>
                <dd>
                  <strong>{{ formats.yield(summary.yields.final, two) }}</strong>
                  {{ ofWhole(summary.yields.goodFinal, summary.yields.gross) }}
                </dd>
                <dt>{{ t('firstPass') }}</dt>
                <dd>
                  <strong>{{ formats.yield(summary.yields.firstPass, two) }}</strong>
                  {{ ofWhole(summary.yields.goodFirst, summary.yields.gross) }}
                </dd>
                <dt>{{ t('record') }}</dt>
                <dd>
                  <strong>{{ formats.yield(summary.yields.record, two) }}</strong>
                  {{ formats.share(summary.yields.goodRecord, summary.yields.records, 'records') }}
                </dd>
                <dt>{{ t('retest') }}</dt>
                <dd>
                  {{
                    t('retested', {
                      retested: formats.number(summary.yields.retested),
                      recovered: formats.number(summary.yields.recovered),
                    })
                  }}
                </dd>
              }
            </dl>
          }
          @if (row().warnings.length > 0) {
            <h3>{{ t('warnings') }}</h3>
            <ul>
              @for (warning of row().warnings; track $index) {
                <li>
                  {{ warning.message }}
                  <span class="fw-caption">
                    {{ t('seen', { count: warning.count }) }}
                    @if (warning.byteOffset !== null) {
                      · {{ t('place', { record: warning.record ?? '–', offset: formats.number(warning.byteOffset) }) }}
                    }
                  </span>
                </li>
              }
            </ul>
          }
        </div>
      </fw-panel>
    </ng-container>
  `,
  styles: `
    .body {
      display: grid;
      gap: 8px;
    }
    .error {
      color: var(--ink);
      font-weight: 500;
    }
    h3 {
      font: var(--t-strong);
    }
    ul {
      display: grid;
      gap: 4px;
      margin: 0;
      padding-left: 16px;
    }
    strong {
      color: var(--ink);
      font-weight: 600;
    }
  `,
})
export class ImportDetail {
  readonly row = input.required<ImportRow>();
  protected readonly formats = inject(Formats);
  private readonly say = injectSay('imports.detail');
  protected readonly two = PRECISION.yieldSideBySide;
  protected readonly caption = computed(() => {
    const { byteSize, origin } = this.row();
    return `${this.formats.bytes(byteSize)} · ${this.say(`origins.${origin}`)}`;
  });
  protected readonly place = computed(() => {
    const error = this.row().error;
    if (!error || error.byteOffset === null) return null;
    return this.say('place', { record: error.record ?? '–', offset: this.formats.number(error.byteOffset) });
  });

  protected ofWhole(part: number, whole: number): string {
    return this.formats.share(part, whole, 'dies');
  }
}
