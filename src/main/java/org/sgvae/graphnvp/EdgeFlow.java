package org.sgvae.graphnvp;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.addConstant;
import static org.sgvae.autodiff.op.ArithmeticOps.divide;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ElementwiseOps.exp;
import static org.sgvae.autodiff.op.ElementwiseOps.logSigmoid;
import static org.sgvae.autodiff.op.ShapeOps.sliceColumns;

import java.util.ArrayList;
import java.util.List;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.nn.Mlp;
import org.sgvae.nn.Parameters;

/**
 * The flow of adjacency tensors, a chain of couplings; a row is the tensor of one graph, with column \(r P + p\) for
 * kind r of pair p. Coupling l changes the entries of all pairs that slot l mod N is in, given all other entries:
 * \(z = y\,e^{s} + t\), where a network makes s (0 for {@link Coupling#ADDITIVE}) and t of the others.
 */
final class EdgeFlow {
    private final List<Mlp> networks = new ArrayList<>();
    private final int slots;
    private final int columns;
    private final int pairs;
    private final boolean affine;

    EdgeFlow(Parameters parameters, GraphNvpConfig config) {
        slots = config.slots();
        pairs = config.pairs();
        columns = (1 + config.edgeTypes()) * pairs;
        affine = config.coupling() == Coupling.AFFINE;
        int h = config.hiddenDim();
        for (int l = 0; l < config.edgeCouplings(); l++) {
            networks.add(new Mlp(parameters, "graphnvp.edges." + l, columns, h, h, (affine ? 2 : 1) * columns));
        }
    }

    /** The entries that a coupling changes are 1, the others 0; 1 x columns. */
    private Variable changed(Tape tape, int coupling) {
        Variable mask = tape.zeroConstant(1, columns);
        int slot = coupling % slots;
        for (int a = 0; a < slots; a++) {
            for (int at = SlotGraphs.pair(a, slot); a != slot && at < columns; at += pairs) {
                mask.value().data[at] = 1;
            }
        }
        return mask;
    }

    /** What a coupling does to the entries that it changes, B x columns each; to the others nothing. */
    private record Change(Variable logScale, Variable shift) {}

    private Change change(Variable y, int coupling) {
        Variable mask = changed(y.tape(), coupling);
        Variable rest = subtract(y, multiply(y, mask));
        Variable output = networks.get(coupling).apply(rest);
        Variable shift = multiply(mask, sliceColumns(output, 0, columns));
        Variable logScale = affine
                ? multiply(mask, logSigmoid(addConstant(sliceColumns(output, columns, 2 * columns), 2)))
                : y.tape().zeroConstant(1, columns);
        return new Change(logScale, shift);
    }

    /**
     * What the flow makes of tensors.
     *
     * @param z latent tensors, B x columns
     * @param logScale logarithm of how much each entry was stretched, given the others, B x columns
     */
    record Image(Variable z, Variable logScale) {}

    Image forward(Variable y) {
        Variable z = y;
        Variable logScale = y.tape().zeroConstant(y.rows(), columns);
        for (int l = 0; l < networks.size(); l++) {
            Change change = change(z, l);
            z = add(multiply(z, exp(change.logScale())), change.shift());
            logScale = add(logScale, change.logScale());
        }
        return new Image(z, logScale);
    }

    Variable inverse(Variable z) {
        Variable y = z;
        for (int l = networks.size() - 1; l >= 0; l--) {
            Change change = change(y, l);
            y = divide(subtract(y, change.shift()), exp(change.logScale()));
        }
        return y;
    }
}
