package org.sgvae.examples;

/** Exercise 7: a rising weight of KL only delays the collapse; free bits bring a collapsed code back. */
public final class Revival {
    private static final int HALF = Collapse.STEPS / 2;

    public static void main(String[] args) {
        new Collapse().train((step, kl) -> Math.min(1, (double) step / HALF)).print("rising weight");
        new Collapse().train((step, kl) -> step < HALF || kl > 1 ? 1 : 0).print("free in second half");
    }
}
