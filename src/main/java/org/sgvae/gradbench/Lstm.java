package org.sgvae.gradbench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.autodiff.op.ShapeOps;
import org.sgvae.autodiff.op.SoftmaxOps;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonPlace;

/**
 * The loss of a long short-term memory with diagonal weights that predicts a text.
 *
 * @param main 2 L x 4 b: for each layer the weights and the biases of the gates forget, in, out, change
 * @param extra 3 x b: weight of the input, weight and bias of the output
 * @param state 2 L x b: for each layer the hidden state and the cell
 * @param sequence c x b: the text
 */
record Lstm(DMatrixRMaj main, DMatrixRMaj extra, DMatrixRMaj state, DMatrixRMaj sequence) {
    static final Map<String, Evaluation> FUNCTIONS = Map.of(
            "objective",
            input -> of(input).objective(),
            "jacobian",
            input -> of(input).jacobian());

    private static Lstm of(JsonPlace input) {
        return new Lstm(
                Matrices.matrix(input.at("main_params")),
                Matrices.matrix(input.at("extra_params")),
                Matrices.matrix(input.at("state")),
                Matrices.matrix(input.at("sequence")));
    }

    private Evaluation.Run objective() {
        Tape tape = Tape.forwardOnly();
        return () -> {
            tape.reset();
            Variable loss = loss(tape);
            return () -> Matrices.number(loss.scalarValue());
        };
    }

    private Evaluation.Run jacobian() {
        Tape tape = Tape.recording();
        return () -> {
            tape.reset();
            tape.backward(loss(tape));
            DMatrixRMaj byMain = tape.variable(main).gradient();
            DMatrixRMaj byExtra = tape.variable(extra).gradient();
            return () -> new JsonArray(Stream.of(Matrices.flat(byMain), Matrices.flat(byExtra))
                    .flatMap(part -> ((JsonArray) part).items().stream())
                    .toList());
        };
    }

    private Variable loss(Tape tape) {
        int b = sequence.numCols;
        int layers = state.numRows / 2;
        Variable[] weights = new Variable[4 * layers];
        Variable[] biases = new Variable[4 * layers];
        Variable[] hidden = new Variable[layers];
        Variable[] cell = new Variable[layers];
        for (int i = 0; i < layers; i++) {
            Variable weight = row(tape.variable(main), 2 * i);
            Variable bias = row(tape.variable(main), 2 * i + 1);
            for (int gate = 0; gate < 4; gate++) {
                weights[4 * i + gate] = ShapeOps.sliceColumns(weight, gate * b, (gate + 1) * b);
                biases[4 * i + gate] = ShapeOps.sliceColumns(bias, gate * b, (gate + 1) * b);
            }
            hidden[i] = row(tape.constant(state), 2 * i);
            cell[i] = row(tape.constant(state), 2 * i + 1);
        }
        Variable inputs = ArithmeticOps.multiply(tape.constant(sequence), row(tape.variable(extra), 0)); // c x b
        List<Variable> last = tape.list();
        for (int t = 0; t + 1 < sequence.numRows; t++) {
            Variable a = row(inputs, t);
            for (int i = 0; i < layers; i++) {
                Variable forget = ElementwiseOps.sigmoid(affine(a, weights[4 * i], biases[4 * i]));
                Variable in = ElementwiseOps.sigmoid(affine(hidden[i], weights[4 * i + 1], biases[4 * i + 1]));
                Variable out = ElementwiseOps.sigmoid(affine(a, weights[4 * i + 2], biases[4 * i + 2]));
                Variable change = ElementwiseOps.tanh(affine(hidden[i], weights[4 * i + 3], biases[4 * i + 3]));
                cell[i] =
                        ArithmeticOps.add(ArithmeticOps.multiply(cell[i], forget), ArithmeticOps.multiply(in, change));
                hidden[i] = ArithmeticOps.multiply(out, ElementwiseOps.tanh(cell[i]));
                a = hidden[i];
            }
            last.add(a);
        }
        Variable y = affine(ShapeOps.concatRows(last), row(tape.variable(extra), 1), row(tape.variable(extra), 2));
        return ArithmeticOps.negate(ArithmeticOps.scale(1.0 / y.value().getNumElements(), logLikelihood(y)));
    }

    /** \(\sum_{tj} s_{t+1,j}\,(y_{tj} - \log(2 + \sum_k e^{y_{tk}}))\), where \(\log 2\) is one more logit. */
    private Variable logLikelihood(Variable y) {
        Tape tape = y.tape();
        Variable two = tape.zeroConstant(y.rows(), 1);
        Arrays.fill(two.value().data, 0, y.rows(), Math.log(2));
        Variable logProb = ArithmeticOps.subtract(y, SoftmaxOps.logSumExp(ShapeOps.concatColumns(y, two)));
        Variable targets = ShapeOps.sliceRows(tape.constant(sequence), 1, sequence.numRows);
        return ReductionOps.sum(ArithmeticOps.multiply(targets, logProb));
    }

    private static Variable affine(Variable x, Variable weight, Variable bias) {
        return ArithmeticOps.add(ArithmeticOps.multiply(x, weight), bias);
    }

    private static Variable row(Variable x, int i) {
        return ShapeOps.sliceRows(x, i, i + 1);
    }
}
