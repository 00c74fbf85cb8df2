package org.sgvae.decoder;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sgvae.graph.ValenceRule;

/**
 * The choices that make a {@link Constructor} another model than the paper's.
 *
 * @param edges how edges of a new node are decided on
 * @param types when node types are decided on
 * @param codeInput where the code is seen
 * @param connectivity which graphs can be built
 * @param propagation when states propagate, where edges come one after the other
 * @param valences by node type, the largest sum of the orders of a node's edges, where edge type j is of order j + 1:
 *     others have probability zero ({@link ValenceRule}); empty for no such rule
 */
public record DecoderConfig(
        EdgeModel edges,
        NodeTypes types,
        CodeInput codeInput,
        Connectivity connectivity,
        PropagationTime propagation,
        List<Integer> valences) {
    /**
     * Checks that valences and types go together.
     *
     * @throws IllegalArgumentException if a valence is negative, or nodes have no types when they get their edges
     */
    public DecoderConfig {
        valences = List.copyOf(valences);
        if (!valences.isEmpty() && types == NodeTypes.AFTERWARDS) {
            throw new IllegalArgumentException("valences " + valences
                    + ": edges cannot depend on types that are decided on afterwards; use none, or types at_once");
        }
        if (valences.stream().anyMatch(valence -> valence < 0)) {
            throw new IllegalArgumentException("valences " + valences + ": each must be at least 0");
        }
    }

    /** {@return the paper's: independent edges, types afterwards, the code in the first node's state, any graph} */
    public static DecoderConfig paper() {
        return new DecoderConfig(
                EdgeModel.INDEPENDENT,
                NodeTypes.AFTERWARDS,
                CodeInput.FIRST_NODE,
                Connectivity.ANY,
                PropagationTime.EVERY_STEP,
                List.of());
    }

    /** {@return these choices with other edges} */
    public DecoderConfig withEdges(EdgeModel other) {
        return new DecoderConfig(other, types, codeInput, connectivity, propagation, valences);
    }

    /** {@return these choices with types decided on at another time} */
    public DecoderConfig withTypes(NodeTypes other) {
        return new DecoderConfig(edges, other, codeInput, connectivity, propagation, valences);
    }

    /** {@return these choices with the code seen elsewhere} */
    public DecoderConfig withCodeInput(CodeInput other) {
        return new DecoderConfig(edges, types, other, connectivity, propagation, valences);
    }

    /** {@return these choices with other graphs} */
    public DecoderConfig withConnectivity(Connectivity other) {
        return new DecoderConfig(edges, types, codeInput, other, propagation, valences);
    }

    /** {@return these choices with a valence rule, or with none if the list is empty} */
    public DecoderConfig withValences(List<Integer> other) {
        return new DecoderConfig(edges, types, codeInput, connectivity, propagation, other);
    }

    /** {@return the valence rule for a number of edge types, or null for none} */
    @Nullable
    ValenceRule valenceRule(int edgeTypes) {
        return valences.isEmpty()
                ? null
                : new ValenceRule(
                        valences, IntStream.rangeClosed(1, edgeTypes).boxed().toList());
    }

    /** {@return these choices with states that propagate at other times} */
    public DecoderConfig withPropagation(PropagationTime other) {
        return new DecoderConfig(edges, types, codeInput, connectivity, other, valences);
    }
}
