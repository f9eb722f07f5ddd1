package io.signalroom.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * A view of a pool that counts the statements sent through it, those of its connections and transactions among them, but
 * not the BEGIN and COMMIT around them. A statement counts when it is made; a batch is one.
 *
 * <p>A proxy, because of the many methods of these interfaces three matter here.
 */
public final class CountedPool implements InvocationHandler {
    private static final Set<String> STATEMENTS = Set.of("query", "preparedQuery");

    private final Object target;
    private final LongAdder statements;

    private CountedPool(Object target, LongAdder statements) {
        this.target = target;
        this.statements = statements;
    }

    /** A view of {@code pool}; closing it closes the pool. */
    public static Pool of(Pool pool, LongAdder statements) {
        return view(Pool.class, pool, statements);
    }

    private static <T> T view(Class<T> type, T target, LongAdder statements) {
        return type.cast(Proxy.newProxyInstance(
                CountedPool.class.getClassLoader(), new Class<?>[] {type}, new CountedPool(target, statements)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments); // leads to a counted connection
        }
        if (STATEMENTS.contains(method.getName())) {
            statements.increment();
        }
        try {
            Object result = method.invoke(target, arguments);
            return method.getName().equals("getConnection") ? counted((Future<?>) result) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Future<SqlConnection> counted(Future<?> connection) {
        return connection.map(open -> view(SqlConnection.class, (SqlConnection) open, statements));
    }
}
