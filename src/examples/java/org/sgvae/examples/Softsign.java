package org.sgvae.examples;

import static org.sgvae.autodiff.op.ReductionOps.sum;

import java.io.IOException;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.check.GradientReport;

/** Lesson 2: an operation of one's own, y = x / (1 + |x|), and what GradientCheck says of a right and a wrong pullback. */
public final class Softsign {
    private static final Op SOFTSIGN = new Op("softsign", (kernels, y) -> {
        DMatrixRMaj xBar = y.input(0).gradient();
        for (int i = 0; i < y.value().getNumElements(); i++) {
            double slope = 1 - Math.abs(y.value().data[i]);
            xBar.data[i] += y.gradient().data[i] * slope * slope;
        }
    });

    /** The mistake: the slope is not squared. */
    private static final Op WRONG = new Op("wrong", (kernels, y) -> {
        DMatrixRMaj xBar = y.input(0).gradient();
        for (int i = 0; i < y.value().getNumElements(); i++) {
            xBar.data[i] += y.gradient().data[i] * (1 - Math.abs(y.value().data[i]));
        }
    });

    public static void main(String[] args) throws IOException {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0.5, -2, 3}});
        for (Op op : List.of(SOFTSIGN, WRONG)) {
            GradientReport report = GradientCheck.of(List.of(x), inputs -> sum(apply(op, inputs.get(0))))
                    .run();
            System.out.printf("%s: %s%n", op.name(), report.agrees() ? "agrees" : "disagrees");
            GradientReport.Finding worst = report.worst().get(0);
            System.out.printf("  analytic %.6f, numeric %.6f%n", worst.analytic(), worst.numeric());
        }
        drawFigure();
    }

    private static Variable apply(Op op, Variable x) {
        Variable y = x.tape().append(op, x.rows(), x.columns(), x);
        for (int i = 0; i < y.value().getNumElements(); i++) {
            y.value().data[i] = softsign(x.value().data[i]);
        }
        return y;
    }

    private static double softsign(double x) {
        return x / (1 + Math.abs(x));
    }

    /** The error of differences at x = 0.5, where the slope is 1 / 1.5², for steps 1, 1/2, 1/4, … */
    private static void drawFigure() throws IOException {
        int steps = 41;
        double[] logStep = new double[steps];
        double[] forward = new double[steps];
        double[] central = new double[steps];
        for (int i = 0; i < steps; i++) {
            logStep[i] = -i;
            double h = Math.scalb(1.0, -i);
            double slope = 1 / (1.5 * 1.5);
            forward[i] = logError((softsign(0.5 + h) - softsign(0.5)) / h - slope);
            central[i] = logError((softsign(0.5 + h) - softsign(0.5 - h)) / (2 * h) - slope);
        }
        new SvgPlot("Error of finite differences", "log2 of the step", "log10 of the error")
                .curve("forward", logStep, forward)
                .curve("central", logStep, central)
                .write("softsign");
        for (int i : new int[] {8, 17, 26, 35}) {
            System.out.printf("step 2^-%d: error 1e%.0f forward, 1e%.0f central%n", i, forward[i], central[i]);
        }
    }

    private static double logError(double error) {
        return Math.log10(Math.max(Math.abs(error), 1e-16));
    }
}
