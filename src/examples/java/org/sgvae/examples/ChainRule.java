package org.sgvae.examples;

import static org.sgvae.autodiff.op.ArithmeticOps.addConstant;
import static org.sgvae.autodiff.op.ArithmeticOps.scale;
import static org.sgvae.autodiff.op.ElementwiseOps.square;
import static org.sgvae.autodiff.op.ElementwiseOps.tanh;

import java.io.IOException;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.TapePrinter;
import org.sgvae.autodiff.Variable;

/** Lesson 1: the derivative of L = (tanh(w x) - t)² by w, by hand and by a tape. */
public final class ChainRule {
    private static final double X = 0.5; // input
    private static final double T = 0.2; // target

    public static void main(String[] args) throws IOException {
        double w = 2;
        double y = Math.tanh(w * X);
        double slopeOfSquare = 2 * (y - T);
        double slopeOfTanh = 1 - y * y;
        double slopeOfProduct = X;
        System.out.printf(
                "by hand: L = %.6f, dL/dw = %.6f%n", (y - T) * (y - T), slopeOfSquare * slopeOfTanh * slopeOfProduct);

        Tape tape = Tape.recording();
        tape.inspector().retainGradients();
        Variable weight = tape.variable(new DMatrixRMaj(new double[][] {{w}}));
        Variable loss = loss(weight);
        tape.backward(loss);
        System.out.printf(
                "by tape: L = %.6f, dL/dw = %.6f%n",
                loss.scalarValue(), weight.gradient().get(0, 0));
        System.out.print(TapePrinter.table(tape));

        drawFigure();
    }

    static Variable loss(Variable weight) {
        return square(addConstant(tanh(scale(X, weight)), -T));
    }

    private static void drawFigure() throws IOException {
        int points = 101;
        double[] w = new double[points];
        double[] value = new double[points];
        double[] slope = new double[points];
        Tape tape = Tape.recording();
        for (int i = 0; i < points; i++) {
            w[i] = -5 + 0.1 * i;
            Variable weight = tape.variable(new DMatrixRMaj(new double[][] {{w[i]}}));
            Variable loss = loss(weight);
            tape.backward(loss);
            value[i] = loss.scalarValue();
            slope[i] = weight.gradient().get(0, 0);
            tape.reset();
        }
        new SvgPlot("A loss and its slope, from the tape", "w", "")
                .curve("L", w, value)
                .curve("dL/dw", w, slope)
                .write("chain-rule");
    }
}
