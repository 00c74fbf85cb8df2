package org.sgvae.examples;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Bernoulli;

/** Exercise 4: log P(no) = log(1 - σ(a)), as it stands and as log σ(-a), with the slope by a. */
public final class StableLogProb {
    public static void main(String[] args) {
        for (double a : new double[] {1, 30, 40}) {
            double naive = Math.log(1 - 1 / (1 + Math.exp(-a)));
            Tape tape = Tape.recording();
            Indices no = new Indices();
            no.add(0);
            Variable logit = tape.variable(new DMatrixRMaj(new double[][] {{a}}));
            Variable stable = new Bernoulli(logit).logProb(no);
            tape.backward(stable);
            System.out.printf(
                    "a = %.0f: naive %.4f, stable %.4f, slope %.6f%n",
                    a, naive, stable.scalarValue(), logit.gradient().get(0, 0));
        }
    }
}
