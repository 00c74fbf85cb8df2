package org.sgvae.gradbench;

import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ShapeOps;
import org.sgvae.json.JsonPlace;

/**
 * \(y_0' = x_0\), \(y_i' = x_i y_{i-1}\), from 0, at time 2, by s steps of the classical method of Runge and Kutta; the
 * gradient is that of the last component.
 */
final class RungeKutta {
    /** Numbers that a record may hold; of longer ones each step is run again for its gradient. */
    private static final int LONG = 1 << 20;

    static final Map<String, Evaluation> FUNCTIONS =
            Map.of("primal", RungeKutta::primal, "gradient", RungeKutta::gradient);

    private RungeKutta() {}

    private static Evaluation.Run primal(JsonPlace input) {
        DMatrixRMaj x = Matrices.row(input.at("x"));
        int steps = input.at("s").asInt();
        Tape tape = Tape.forwardOnly();
        return () -> {
            tape.reset();
            Variable y = solve(tape, x, steps);
            return () -> Matrices.flat(y.value());
        };
    }

    private static Evaluation.Run gradient(JsonPlace input) {
        DMatrixRMaj x = Matrices.row(input.at("x"));
        int steps = input.at("s").asInt();
        Tape tape = Tape.recording();
        if ((long) steps * x.numCols > LONG) {
            tape.recompute();
        }
        return () -> {
            tape.reset();
            Variable y = solve(tape, x, steps);
            tape.backward(ShapeOps.sliceColumns(y, x.numCols - 1, x.numCols));
            DMatrixRMaj gradient = tape.variable(x).gradient();
            return () -> Matrices.flat(gradient);
        };
    }

    private static Variable solve(Tape tape, DMatrixRMaj x, int steps) {
        Variable y = tape.zeroConstant(1, x.numCols);
        for (int i = 0; i < steps; i++) {
            y = i == 0 ? step(y, x, 2.0 / steps) : tape.segment(y, now -> step(now, x, 2.0 / steps));
        }
        return y;
    }

    private static Variable step(Variable y, DMatrixRMaj x, double h) {
        Variable k1 = rate(y, x);
        Variable k2 = rate(along(y, h / 2, k1), x);
        Variable k3 = rate(along(y, h / 2, k2), x);
        Variable k4 = rate(along(y, h, k3), x);
        Variable sum = ArithmeticOps.add(
                ArithmeticOps.add(k1, ArithmeticOps.scale(2, k2)), ArithmeticOps.add(ArithmeticOps.scale(2, k3), k4));
        return along(y, h / 6, sum);
    }

    private static Variable along(Variable y, double h, Variable rate) {
        return ArithmeticOps.add(y, ArithmeticOps.scale(h, rate));
    }

    private static Variable rate(Variable y, DMatrixRMaj x) {
        Tape tape = y.tape();
        Variable one = tape.zeroConstant(1, 1);
        one.value().data[0] = 1;
        Variable before = ShapeOps.concatColumns(one, ShapeOps.sliceColumns(y, 0, y.columns() - 1));
        return ArithmeticOps.multiply(tape.variable(x), before);
    }
}
