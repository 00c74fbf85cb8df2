import java.util.*;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.*;
import org.sgvae.distribution.*;
import org.sgvae.gnn.*;
import org.sgvae.graph.*;
import org.sgvae.nn.*;
import org.sgvae.plain.*;
import org.sgvae.random.RandomKey;
import static org.sgvae.autodiff.op.ArithmeticOps.*;
import static org.sgvae.autodiff.op.ElementwiseOps.*;
import static org.sgvae.autodiff.op.MatrixOps.*;
import static org.sgvae.autodiff.op.ReductionOps.*;
import static org.sgvae.autodiff.op.ShapeOps.*;
import static org.sgvae.autodiff.op.SoftmaxOps.*;
DMatrixRMaj matrix(double[]... rows) { return new DMatrixRMaj(rows); }
DMatrixRMaj row(double... entries) { return new DMatrixRMaj(new double[][] {entries}); }
Tape tape = Tape.recording();
