import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { describe, expect, it } from 'vitest';
import { InnerLinks } from './inner-links.ts';

@Component({
  imports: [InnerLinks],
  template: `<div fwInnerLinks>
    <a href="/lots/N4%2F1"><b>N4/1</b></a> <a class="out" href="https://fab.example/">out</a> <span>text</span>
  </div>`,
})
class List {}

describe('links inside a list', () => {
  async function followed(selector: string, how: MouseEventInit = {}): Promise<{ url: string; stopped: boolean }> {
    TestBed.configureTestingModule({ providers: [provideRouter([{ path: '**', children: [] }])] });
    const list = TestBed.createComponent(List);
    await list.whenStable();
    const click = new MouseEvent('click', { bubbles: true, cancelable: true, ...how });
    (list.nativeElement as HTMLElement).addEventListener('click', (event) => event.preventDefault());
    let stopped = false;
    (list.nativeElement as HTMLElement).querySelector('div')!.addEventListener('click', (event) => {
      stopped = event.defaultPrevented;
    });
    (list.nativeElement as HTMLElement).querySelector(selector)!.dispatchEvent(click);
    await list.whenStable();
    return { url: TestBed.inject(Router).url, stopped };
  }

  it('are followed by the router, names with a slash too', async () => {
    expect(await followed('b')).toEqual({ url: '/lots/N4%2F1', stopped: true });
  });

  it.each([
    ['a new tab', 'b', { ctrlKey: true }],
    ['another button', 'b', { button: 1 }],
    ['a link out of the product', '.out', {}],
    ['text', 'span', {}],
  ])('are left to the browser: %s', async (_, selector, how) => {
    expect(await followed(selector, how)).toEqual({ url: '/', stopped: false });
  });
});
