package org.sgvae.decoder;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.distribution.Categorical;
import org.sgvae.graph.ValenceRule;

/**
 * Which edges a growing graph may still get under a {@link ValenceRule}, and the choice among them.
 *
 * <p>A choice is renormalised over the set A of what is allowed: a density of its own, of which nothing outside of A is
 * ever drawn,
 * \[ P(j) = \frac{[j \in A]\, e^{a_j}}{\sum_{k \in A} e^{a_k}}. \]
 * Edges that are decided in turn, each by what the ones before it have left, so that independent edges of a new node
 * are masked from its first old node to its last. The graph that comes out keeps to the rule, and its probability is
 * the product of these.
 *
 * <p>Keeps the free valences of one graph; not safe for several threads.
 */
public final class ValenceMask {
    /**
     * Added to the logits of what is not allowed: its probability is then 0 and not only small, and all stays finite.
     */
    private static final double FORBIDDEN = -1e300;

    private final ValenceRule rule;
    private final Indices free = new Indices();

    /**
     * Starts with no nodes.
     *
     * @param rule valences by node type, orders by edge type
     */
    public ValenceMask(ValenceRule rule) {
        this.rule = rule;
    }

    /**
     * Adds a node without edges.
     *
     * @param type its type
     */
    public void addNode(int type) {
        free.add(rule.valences().get(type));
    }

    /**
     * Adds an edge.
     *
     * @param u a node
     * @param v another node
     * @param type type of the edge
     * @throws IllegalArgumentException if the edge is not allowed
     */
    public void addEdge(int u, int v, int type) {
        if (!allows(u, v, type)) {
            throw new IllegalArgumentException("edge " + u + "-" + v + " of order "
                    + rule.orders().get(type) + ", but nodes " + u + " and " + v + " have " + free.get(u) + " and "
                    + free.get(v) + " left");
        }
        int order = rule.orders().get(type);
        free.set(u, free.get(u) - order);
        free.set(v, free.get(v) - order);
    }

    /**
     * Whether two nodes may get an edge of a type.
     *
     * @param u a node
     * @param v another node
     * @param type type of the edge
     * @return true if both have its order left
     */
    public boolean allows(int u, int v, int type) {
        return rule.orders().get(type) <= Math.min(free.get(u), free.get(v));
    }

    /**
     * Whether two nodes may get an edge of any type.
     *
     * @param u a node
     * @param v another node
     * @return true if both have the least order left
     */
    public boolean allowsAny(int u, int v) {
        return rule.leastOrder() <= Math.min(free.get(u), free.get(v));
    }

    /**
     * Marks which edge types two nodes may get.
     *
     * @param u a node
     * @param v another node
     * @param allowed receives true or false for every edge type
     * @param from position of the first type; for classes in which 0 is no edge, leave that one before it true
     */
    public void mark(int u, int v, boolean[] allowed, int from) {
        for (int type = 0; type < rule.orders().size(); type++) {
            allowed[from + type] = allows(u, v, type);
        }
    }

    /**
     * The choices among what is allowed.
     *
     * @param logits \(a\), n x c; not modified
     * @param allowed n rows of c, one after the other; every row has at least one true; not modified
     * @return the renormalised distribution; the log-probability of what is not allowed is a number so low that its
     *     exponential is 0
     * @throws IllegalArgumentException if the size differs, or a row allows nothing
     */
    public static Categorical choose(Variable logits, boolean[] allowed) {
        int classes = logits.columns();
        if (allowed.length != logits.rows() * classes) {
            throw new IllegalArgumentException(
                    "mask of " + allowed.length + " entries for logits of " + logits.rows() + "x" + classes);
        }
        DMatrixRMaj mask = new DMatrixRMaj(logits.rows(), classes);
        for (int i = 0; i < logits.rows(); i++) {
            boolean none = true;
            for (int j = 0; j < classes; j++) {
                none &= !allowed[i * classes + j];
                mask.set(i, j, allowed[i * classes + j] ? 0 : FORBIDDEN);
            }
            if (none) {
                throw new IllegalArgumentException("row " + i + " allows none of its " + classes + " choices");
            }
        }
        return Categorical.ofLogits(ArithmeticOps.add(logits, logits.tape().constant(mask)));
    }

    @Override
    public String toString() {
        return "free valences " + free;
    }
}
