package org.sgvae.decoder;

/**
 * The choices that make a {@link Constructor} another model than the paper's.
 *
 * @param edges how edges of a new node are decided on
 * @param types when node types are decided on
 * @param codeInput where the code is seen
 * @param connectivity which graphs can be built
 * @param propagation when states propagate, where edges come one after the other
 */
public record DecoderConfig(
        EdgeModel edges, NodeTypes types, CodeInput codeInput, Connectivity connectivity, PropagationTime propagation) {
    /** {@return the paper's: independent edges, types afterwards, the code in the first node's state, any graph} */
    public static DecoderConfig paper() {
        return new DecoderConfig(
                EdgeModel.INDEPENDENT,
                NodeTypes.AFTERWARDS,
                CodeInput.FIRST_NODE,
                Connectivity.ANY,
                PropagationTime.EVERY_STEP);
    }

    /** {@return these choices with other edges} */
    public DecoderConfig withEdges(EdgeModel other) {
        return new DecoderConfig(other, types, codeInput, connectivity, propagation);
    }

    /** {@return these choices with types decided on at another time} */
    public DecoderConfig withTypes(NodeTypes other) {
        return new DecoderConfig(edges, other, codeInput, connectivity, propagation);
    }

    /** {@return these choices with the code seen elsewhere} */
    public DecoderConfig withCodeInput(CodeInput other) {
        return new DecoderConfig(edges, types, other, connectivity, propagation);
    }

    /** {@return these choices with other graphs} */
    public DecoderConfig withConnectivity(Connectivity other) {
        return new DecoderConfig(edges, types, codeInput, other, propagation);
    }

    /** {@return these choices with states that propagate at other times} */
    public DecoderConfig withPropagation(PropagationTime other) {
        return new DecoderConfig(edges, types, codeInput, connectivity, other);
    }
}
