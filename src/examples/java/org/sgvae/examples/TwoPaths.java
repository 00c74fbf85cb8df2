package org.sgvae.examples;

import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.scale;
import static org.sgvae.autodiff.op.ElementwiseOps.tanh;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/** Exercise 1: y = tanh(w tanh(w x)) uses w twice, so two paths lead from w to y and their slopes add up. */
public final class TwoPaths {
    public static void main(String[] args) {
        double x = 0.5;
        double w = 2;
        double inner = Math.tanh(w * x);
        double y = Math.tanh(w * inner);
        double throughOuter = (1 - y * y) * inner;
        double throughInner = (1 - y * y) * w * (1 - inner * inner) * x;
        System.out.printf("by hand: %.6f + %.6f = %.6f%n", throughOuter, throughInner, throughOuter + throughInner);

        Tape tape = Tape.recording();
        Variable weight = tape.variable(new DMatrixRMaj(new double[][] {{w}}));
        tape.backward(tanh(multiply(weight, tanh(scale(x, weight)))));
        System.out.printf("by tape: %.6f%n", weight.gradient().get(0, 0));
    }
}
