import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { ToastOutlet } from '@fabwright/ui/root';

@Component({
  selector: 'fw-root',
  imports: [RouterOutlet, ToastOutlet],
  template: `<router-outlet /><fw-toast-outlet />`,
})
export class App {}
