package org.sgvae.plain;

import static org.sgvae.plain.Vectors.addTo;
import static org.sgvae.plain.Vectors.oneHot;
import static org.sgvae.plain.Vectors.sigmoid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.IntBinaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * The layers, one vector at a time. Weights, NAME.weight (outputs x inputs) and NAME.bias, are not modified; {@code watch} is
 * shown NAME and the new states after each propagation.
 */
public record PlainLayers(Map<String, DMatrixRMaj> weights, BiConsumer<String, List<double[]>> watch) {
    public PlainLayers(Map<String, DMatrixRMaj> weights) {
        this(weights, (name, states) -> {});
    }

    boolean has(String name) {
        return weights.containsKey(name + ".weight");
    }

    /** {@return the number of state entries of a GRU, 0 if there is none of the name} */
    int states(String name) {
        DMatrixRMaj weight = weights.get(name + ".weight_hh");
        return weight == null ? 0 : weight.numCols;
    }

    DMatrixRMaj get(String name) {
        return Objects.requireNonNull(weights.get(name), () -> "no weight " + name + " in " + weights.keySet());
    }

    double[] row(String name, int row) {
        DMatrixRMaj matrix = get(name);
        return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
    }

    /** {@return \(y = Wx + b\) where x is all inputs one after the other, \([x_0 ; x_1 ; …]\)} */
    public double[] linear(String name, double[]... inputs) {
        return affine(get(name + ".weight"), get(name + ".bias"), inputs);
    }

    private static double[] affine(DMatrixRMaj w, DMatrixRMaj b, double[]... inputs) {
        double[] y = Arrays.copyOf(b.data, w.numRows);
        int column = 0;
        for (double[] x : inputs) {
            for (int j = 0; j < x.length; j++, column++) {
                for (int i = 0; i < y.length; i++) {
                    y[i] += w.get(i, column) * x[j];
                }
            }
        }
        return y;
    }

    /** {@return layers NAME.0, NAME.1, … with ReLU between them} */
    public double[] mlp(String name, double[]... inputs) {
        double[] y = linear(name + ".0", inputs);
        for (int i = 1; has(name + "." + i); i++) {
            y = linear(name + "." + i, Arrays.stream(y).map(s -> Math.max(0, s)).toArray());
        }
        return y;
    }

    /**
     * The GRU, with r, u, c one after the other in its weights: \(r = σ(W_{ir} a + b_{ir} + W_{hr} h + b_{hr})\),
     * \(u = σ(W_{iz} a + b_{iz} + W_{hz} h + b_{hz})\), \(c = \tanh(W_{in} a + b_{in} + r ⊙ (W_{hn} h + b_{hn}))\),
     * \(h' = (1-u) ⊙ c + u ⊙ h\).
     */
    public double[] gru(String name, double[] a, double[] h) {
        double[] input = affine(get(name + ".weight_ih"), get(name + ".bias_ih"), a);
        double[] state = affine(get(name + ".weight_hh"), get(name + ".bias_hh"), h);
        int d = h.length;
        double[] next = new double[d];
        for (int i = 0; i < d; i++) {
            double r = sigmoid(input[i] + state[i]);
            double u = sigmoid(input[d + i] + state[d + i]);
            double c = Math.tanh(input[2 * d + i] + r * state[2 * d + i]);
            next[i] = (1 - u) * c + u * h[i];
        }
        return next;
    }

    /**
     * Rounds t = 0, 1, … of: each v hears \(a_v = \sum_u w_u (W[h_u ; h_v ; \mathrm{onehot}(e_{uv})] + b)\) from its
     * neighbours u, then all \(h_v \leftarrow \mathrm{GRU}(a_v, h_v)\) at once.
     *
     * @param edgeType of two nodes, −1 for no edge
     * @param w how much each node is heard, usually 1
     */
    public List<double[]> prop(String name, List<double[]> states, IntBinaryOperator edgeType, double... w) {
        List<double[]> h = states;
        for (int t = 0; has(name + "." + t + ".message"); t++) {
            DMatrixRMaj message = get(name + "." + t + ".message.weight");
            List<double[]> next = new ArrayList<>();
            for (int v = 0; v < h.size(); v++) {
                double[] a = new double[message.numRows];
                for (int u = 0; u < h.size(); u++) {
                    int e = edgeType.applyAsInt(u, v);
                    if (e >= 0) {
                        double[] type = oneHot(e, message.numCols - 2 * h.get(v).length);
                        addTo(a, w[u], linear(name + "." + t + ".message", h.get(u), h.get(v), type));
                    }
                }
                next.add(gru(name + "." + t + ".gru", a, h.get(v)));
            }
            h = next;
        }
        watch.accept(name, h);
        return h;
    }

    /** {@return the state of the graph, \(h_G = \sum_v σ(\mathrm{gate}(h_v)) \cdot \mathrm{mlp}(h_v)\)} */
    public double[] readout(String name, List<double[]> h) {
        double[] graph = new double[mlp(name + ".mlp", h.get(0)).length];
        for (double[] hv : h) {
            addTo(graph, sigmoid(linear(name + ".gate", hv)[0]), mlp(name + ".mlp", hv));
        }
        return graph;
    }
}
