package org.sgvae.gradbench;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.json.JsonPlace;

/** A hand: a tree of bones, and vertices that follow several bones each, by linear blend skinning. */
final class HandModel {
    /** Below this a rotation is none. */
    private static final double SMALLEST_ANGLE = 1e-4;

    private final int[] parents;
    private final DMatrixRMaj[] baseRelatives;
    private final DMatrixRMaj[] inverseBaseAbsolutes;
    private final DMatrixRMaj basePositions;
    private final DMatrixRMaj[] weights;
    private final boolean isMirrored;

    HandModel(JsonPlace model) {
        parents = model.at("parents").asInts();
        baseRelatives = matrices(model.at("base_relatives"));
        inverseBaseAbsolutes = matrices(model.at("inverse_base_absolutes"));
        basePositions = Matrices.matrix(model.at("base_positions"));
        isMirrored = model.at("is_mirrored").asBoolean();
        DMatrixRMaj ofVertices = Matrices.matrix(model.at("weights"));
        weights = new DMatrixRMaj[parents.length];
        for (int bone = 0; bone < parents.length; bone++) {
            weights[bone] = new DMatrixRMaj(ofVertices.numRows, 1);
            for (int i = 0; i < ofVertices.numRows; i++) {
                weights[bone].data[i] = ofVertices.get(i, bone);
            }
        }
    }

    private static DMatrixRMaj[] matrices(JsonPlace list) {
        List<JsonPlace> items = list.items();
        return items.stream().map(Matrices::matrix).toArray(DMatrixRMaj[]::new);
    }

    /**
     * Places the vertices.
     *
     * @param theta 1 x 26: rotation, translation, and for each finger (x, z) of its second bone and x of the two after
     *     it
     * @return V x 3
     */
    Tangent vertices(Tangent theta) {
        Tangent[] absolutes = new Tangent[parents.length];
        Tangent positions = Tangent.constant(theta, basePositions);
        Tangent sum = Tangent.constant(theta, new DMatrixRMaj(basePositions.numRows, 4));
        for (int bone = 0; bone < parents.length; bone++) {
            Tangent relative = Tangent.constant(theta, baseRelatives[bone]);
            int finger = (bone - 1) / 4;
            int joint = (bone - 1) % 4;
            if (bone > 0 && bone <= 20 && joint > 0) {
                int at = 6 + 4 * finger;
                relative = joint == 1
                        ? relative.timesMatrix(about(2, theta.columns(at + 1, at + 2)))
                                .timesMatrix(about(0, theta.columns(at, at + 1)))
                        : relative.timesMatrix(about(0, theta.columns(at + joint, at + joint + 1)));
            }
            absolutes[bone] = parents[bone] < 0 ? relative : absolutes[parents[bone]].timesMatrix(relative);
            Tangent transform = absolutes[bone].timesMatrix(Tangent.constant(theta, inverseBaseAbsolutes[bone]));
            sum = sum.plus(Tangent.constant(theta, weights[bone]).times(positions.timesTransposed(transform)));
        }
        Tangent vertices = sum.columns(0, 3);
        if (isMirrored) {
            vertices = vertices.times(Tangent.constant(theta, -1, 1, 1));
        }
        return vertices.timesTransposed(rotation(theta)).plus(theta.columns(3, 6));
    }

    /** A rotation by an angle about the x (0) or the z axis (2), 4 x 4. */
    private static Tangent about(int axis, Tangent angle) {
        Tangent cos = angle.cos();
        Tangent sin = angle.sin();
        Tangent zero = Tangent.constant(angle, 0);
        Tangent[] rows = new Tangent[4];
        int a = axis == 0 ? 1 : 0;
        for (int i = 0; i < 4; i++) {
            double[] unit = new double[4];
            unit[i] = 1;
            rows[i] = Tangent.constant(angle, unit);
        }
        Tangent[] first = {zero, zero, zero, zero};
        Tangent[] second = first.clone();
        first[a] = cos;
        first[a + 1] = sin.negate();
        second[a] = sin;
        second[a + 1] = cos;
        rows[a] = Tangent.besideEachOther(first);
        rows[a + 1] = Tangent.besideEachOther(second);
        return Tangent.belowEachOther(rows);
    }

    /** cos θ 1 + sin θ [v]ₓ + (1 − cos θ) v vᵀ with θ = |r|, v = r / θ, 3 x 3. */
    private static Tangent rotation(Tangent theta) {
        Tangent r = theta.columns(0, 3);
        double[] entries = Arrays.copyOf(r.value().value().data, 3);
        Tangent identity = Tangent.constant(theta, new DMatrixRMaj(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
        if (Math.sqrt(entries[0] * entries[0] + entries[1] * entries[1] + entries[2] * entries[2]) < SMALLEST_ANGLE) {
            return identity;
        }
        Tangent angle = r.square().sum().sqrt();
        Tangent v = r.over(angle);
        Tangent cos = angle.cos();
        Tangent zero = Tangent.constant(theta, 0);
        Tangent x = v.columns(0, 1);
        Tangent y = v.columns(1, 2);
        Tangent z = v.columns(2, 3);
        Tangent cross = Tangent.belowEachOther(
                Tangent.besideEachOther(zero, z.negate(), y),
                Tangent.besideEachOther(z, zero, x.negate()),
                Tangent.besideEachOther(y.negate(), x, zero));
        Tangent column = Tangent.belowEachOther(x, y, z);
        Tangent outer = column.timesMatrix(v);
        return identity.times(cos).plus(cross.times(angle.sin())).plus(outer.minus(outer.times(cos)));
    }
}
