import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../errors/index.ts';

const WINDOW_SECONDS = 15 * 60;

/**
 * Slows down guessing: five failures per account and address, thirty per address, in a quarter of an hour.
 * Counted per account *and* address, so that a stranger can't lock a colleague out. In memory: one installation
 * has one api, and a restart forgives at most five more guesses.
 */
@Injectable()
export class SignInLimiter {
  readonly #pair = new RateLimiterMemory({ points: 5, duration: WINDOW_SECONDS });
  readonly #address = new RateLimiterMemory({ points: 30, duration: WINDOW_SECONDS });

  /** Counts the attempt before it is checked, so that parallel guesses don't slip through. Throws TOO_MANY_REQUESTS. */
  async admit(login: string, address: string): Promise<void> {
    try {
      await this.#address.consume(address);
      await this.#pair.consume(pairKey(login, address));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new DomainError('TOO_MANY_REQUESTS', 'Too many attempts to sign in. Wait, then try again.', {
        retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
      });
    }
  }

  /** It was the right person after all. */
  async forgive(login: string, address: string): Promise<void> {
    await this.#pair.delete(pairKey(login, address));
    await this.#address.reward(address);
  }
}

const pairKey = (login: string, address: string): string => `${login.toLowerCase()} ${address}`;
